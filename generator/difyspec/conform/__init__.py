"""Proof that a plugin does what another one did: it is run in Dify's SDK against scripted servers, and compared.

records.py      recordings: cases, the exchanges and the outcome of each
process.py      a plugin in a process of its own, with everything around it scripted (`worker/`)
compare.py      one case: what was recorded, and what was done
verdict.py      all cases: totals, and whether one plugin may replace the other
"""
