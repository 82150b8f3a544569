"""Every word that Heraut says, as cards and forms. Pure: words and plain values in, cards out."""
