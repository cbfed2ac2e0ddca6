"""Named sets of models of It s quoted and {{ braced }} {% raw %} ${x} %s {0}."""

# generated from spec/hostile; do not edit

from runtime import patterns

ODD = patterns.Group("it's*", '/^\\{\\{x\\}\\}"/', '*"quoted"*')
