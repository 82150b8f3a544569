"""Publishing in the simulation: content for later, content that comes back, a second champion, and the promises."""
