"""Tests of judging: pages drawn here, photographed by a camera of known lens and place."""
