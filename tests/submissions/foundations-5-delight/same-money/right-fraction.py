# 3 points: exact
from fractions import Fraction

pocket = (44 * Fraction(18, 10) + 28 * Fraction(45, 100)) / 12
