"""Trains the small net that shows where a page lies in a photo (``integrations/vision/finding/page.onnx``)."""
