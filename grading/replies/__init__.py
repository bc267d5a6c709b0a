"""How the reply scorer is judged: labelled replies in, agreement with their labels out."""
