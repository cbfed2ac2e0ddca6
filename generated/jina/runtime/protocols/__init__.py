"""Wire protocols: functions with the signatures of hooks, so that either may stand for the other."""
