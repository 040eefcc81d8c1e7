"""An exploration that prints itself in a notebook; by itself, so that `check` need not load what it rests on."""

from __future__ import annotations

from dataclasses import fields

from argcheck.analyses.exploration import explore
from argcheck.reports.exploration import render_exploration
from argcheck.reports.notebook import WIDTH, html


class Exploration(explore.Exploration):
    """What `explore` found."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return html(render_exploration(self, width=WIDTH))


def shown_exploration(found: explore.Exploration) -> Exploration:
    """The exploration as one that prints itself."""
    return Exploration(**{field.name: getattr(found, field.name) for field in fields(found)})
