"""The house style and the charts: one place sets fonts, colours, source line and alt text."""
