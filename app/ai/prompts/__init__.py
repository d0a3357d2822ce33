"""What the model is told: versioned files, never changed once used, and the messages made from them."""
