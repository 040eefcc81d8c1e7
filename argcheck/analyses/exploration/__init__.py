"""What a reader asks of an argument: which assumptions carry it, what is missing, what if, who is to blame."""
