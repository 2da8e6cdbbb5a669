"""What a page holds beside a story's text, and what can be told of the text before it is read."""
