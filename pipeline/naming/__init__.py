"""Who is named or described, by which forms, and who is meant by a pronoun."""
