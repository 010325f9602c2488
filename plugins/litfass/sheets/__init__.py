"""Sheets: the print kit: what each sheet of paper shows, and how it is set.

One file per sheet turns a Site into the data of its template in theme/print; `plan` says which sheets a build makes and
`ask` which one a person asked for; `typeset` alone knows Typst. Publishers put the results at their addresses.
"""
