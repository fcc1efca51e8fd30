"""Synthetic notas, letters and mails with gold: invented persons, real producers."""
