#!/usr/bin/env python3
"""Writes canonical-forms.txt, the tables of CanonicalForm: src/Search/Text/canonical-forms.py > src/Search/Text/canonical-forms.txt

Hexadecimal code points, a line for each: "= composed first [second]" of a decomposition that NFC composes again, "> composed first [second]" of one that it
does not, "@ class first last" of code points with a combining class. Hangul is left out: it is computed.
"""
import unicodedata

classes = []
for point in range(0x110000):
    character = chr(point)
    parts = unicodedata.decomposition(character)
    if parts and not parts.startswith('<'):
        print('=' if unicodedata.normalize('NFC', character) == character else '>', f'{point:X}', parts)
    combining = unicodedata.combining(character)
    if combining and classes and classes[-1][0] == combining and classes[-1][2] == point - 1:
        classes[-1][2] = point
    elif combining:
        classes.append([combining, point, point])
for combining, first, last in classes:
    print('@', f'{combining:X} {first:X} {last:X}')
