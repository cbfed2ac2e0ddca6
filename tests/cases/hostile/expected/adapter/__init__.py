"""What all models of It s quoted and {{ braced }} {% raw %} ${x} %s {0} share."""
