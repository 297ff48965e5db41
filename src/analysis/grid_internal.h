/* SPDX-License-Identifier: Apache-2.0 */
/* For the files that make a grid. */
#ifndef REMIT_ANALYSIS_GRID_INTERNAL_H
#define REMIT_ANALYSIS_GRID_INTERNAL_H

#include "analysis/grid.h"

struct grid_making {
	struct grid *grid;
	struct arena *arena;
	struct arena *scratch;
	struct run run;		     /* in `arena`: what lasts */
	struct constants *constants; /* dimension by dimension */
};

/* grid_cells.c: which rules hold over each atom, and the classes. */
void grid_fill(struct grid_making *making);

#endif
