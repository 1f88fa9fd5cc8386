"""How values are shown. One library for templates, `claims`; the `words` it uses; and the `outline` as HTML."""
