"""The same form written in other frameworks, each as its makers' documentation would have it written."""
