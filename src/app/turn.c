/* SPDX-License-Identifier: Apache-2.0 */
/* Turns. Looks are written together in turn_look.c. */
#include "app/turn_internal.h"

#include <stdlib.h>

struct turn *turn_new(void)
{
	struct turn *turn = calloc(1, sizeof *turn);
	if (turn == NULL)
		return NULL;
	pthread_mutex_init(&turn->lock, NULL);
	pthread_cond_init(&turn->changed, NULL);
	turn->last = &turn->first;
	return turn;
}

void turn_free(struct turn *turn)
{
	if (turn == NULL)
		return;
	pthread_cond_destroy(&turn->changed);
	pthread_mutex_destroy(&turn->lock);
	free(turn);
}

void turn_take(struct turn *turn)
{
	pthread_mutex_lock(&turn->lock);
	while (turn->taken)
		pthread_cond_wait(&turn->changed, &turn->lock);
	turn->taken = true;
	pthread_mutex_unlock(&turn->lock);
}

void turn_give(struct turn *turn)
{
	pthread_mutex_lock(&turn->lock);
	turn->taken = false;
	pthread_cond_broadcast(&turn->changed);
	pthread_mutex_unlock(&turn->lock);
}
