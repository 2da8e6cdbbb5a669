"""What is told of a person: names, age, gender, race, each with the words that say so."""
