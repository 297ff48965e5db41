/* SPDX-License-Identifier: Apache-2.0 */
#include "app/sequencer.h"

#include "app/log_sequence.h"

enum {
	EVERY_MICROS = 200000 /* an entry has its place within a second of its commit */
};

static enum status round_of(void *user, struct app *app, struct error *error)
{
	(void)user;
	return log_sequence_round(app, error);
}

enum status sequencer_start(struct ticker *sequencer, struct text url, struct error *error)
{
	*sequencer = (struct ticker){
		.url = url, .face = TEXT("sequencer"), .micros = EVERY_MICROS, .tick = round_of
	};
	return store_url_is_far(url) ? ticker_start(sequencer, error) : STATUS_OK;
}
