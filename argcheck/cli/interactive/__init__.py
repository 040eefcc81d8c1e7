"""`argcheck explore --interactive`: a screen on which premises are toggled, readings chosen and quantities set."""
