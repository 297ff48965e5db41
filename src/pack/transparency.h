/* SPDX-License-Identifier: Apache-2.0 */
/* What a pack says of itself to the public: its impact assessments, and what its record under the
 * Algorithmic Transparency Recording Standard needs beside what the system tells
 * (app/transparency.h). Part of pack.h. */
#ifndef REMIT_PACK_TRANSPARENCY_H
#define REMIT_PACK_TRANSPARENCY_H

#include "base/text.h"

#include <dmn.h>

struct pack_assessment {
	struct text kind; /* "data protection", "equality", ... */
	struct text title;
	struct text reference;
	dmn_value done;	     /* date */
	dmn_value review;    /* date by which it is done again */
	struct text pack;    /* whose it is: this one, or one that it uses */
	struct text version; /* of that pack, as the assessment says; or empty */
	bool current;	     /* that is the version which is here */
};

struct pack_risk {
	struct text name, description, mitigation;
};

struct pack_transparency {
	struct text organisation; /* empty: the pack says nothing, and has no record */
	struct text team, responsible, contact, website;
	struct text phase;
	struct text not_for, benefit, alternatives, supplier;
	struct text storage; /* who else gets the data, where it lies and for how long */
	const struct pack_risk *risks;
	size_t risk_count;
};

#endif
