"""One plugin as the reference of another: cases come from its declarations, answers from a scripted server.

declared.py      forms and models, as the SDK understands them
credentials.py   forms filled in, in every way that may make a difference
parameters.py    values for model parameters
case.py          one case; `llm.py`, `texts.py`, `audio.py` the calls of each model type
plan.py          all cases of a plugin
run.py           through both plugins, compared
"""
