"""Arithmetic: C's expressions on 64 bits (bash expr.c).

An expression is compiled once into functions that call each other, for loops evaluate the same one again and again.
"""
