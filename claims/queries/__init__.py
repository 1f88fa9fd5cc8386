"""Everything that reads for a page. Each query says in its first line how many trips it makes.

Pages: `home`, `map`, `article`, its `text` with the `passage`s in it, `claim` with `critical_question`, `question`,
`comparison`, `source`, `rating`, `appraisal`, `member`, `scheme`, the questions put to a step, `comment`,
`notification`, `history`, `similar` claims, `why` and `what_if`, the ways of counting (`semantics`), `bridging`.
What they stand on: `reading`, the values, of the `whole` of a map or of a `part` of it; `evidence` in full;
`audience` and `strength`. A map's page shows its `tree`, cut to an `outline`. A comparison has its `material`, its
`column`s and `row`s, `common_ground` and the `crux`. The engine is given a `graph`, a file a `document`. `own` has one
reader's numbers, `moved` what a rating has just moved, `rubric` counts answers; `live` says how far a map has come.
Beside a form stand `similar` claims, found by an `index` of words; beside a copy what it is the `same_as`.
"""
