"""Kept: what need not be found out again, in one file between builds, in a process that builds again, or aside until it is asked for."""
