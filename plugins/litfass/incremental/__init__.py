"""Incremental: knows of each output what it was made of, so that one that would come out the same is not made again.

While an output is made, the site it asks (watched.py) tells its watch (watch.py) each question (question.py). The next build
asks the same questions of the new site; where all answers have the digest they had (digest.py), the output on the disk is what
would be made (ledger.py). Code, libraries and settings belong to every output (basis.py). Where nothing at all was edited, not
even that is asked (seal.py).
"""
