"""Sentences and their grammar: classes of words, phrases, whose verb it is, what is held back."""
