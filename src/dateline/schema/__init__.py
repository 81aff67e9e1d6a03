"""What the stages hand to each other: immutable, typed, JSON and back without loss."""
