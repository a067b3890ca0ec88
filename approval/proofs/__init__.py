"""Proof-reading (一校, 二校, 三校): who has read a draft, asked for where the office wants it.

Nothing is imported here, since the models of this room are loaded before the rest can be.
"""
