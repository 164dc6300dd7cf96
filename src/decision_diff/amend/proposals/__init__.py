"""Proposals of several members against one base.

lists    a list of proposals (MOD, ADD, SUP, NOC with reasons) becomes instructions
"""
