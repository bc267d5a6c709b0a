"""Measurements, each as a ratio within one run: absolute times depend on the machine."""
