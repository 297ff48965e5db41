/* SPDX-License-Identifier: Apache-2.0 */
/* libdmn as another program sees it: its header and the shared library, nothing else. */
#include <dmn.h>

#include <stdio.h>
#include <string.h>

static const char loan[] =
	"<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='loan' "
	"namespace='urn:example:loan'>"
	"<inputData name='Age' id='age'><variable name='Age' typeRef='number'/></inputData>"
	"<decision name='Approval' id='approval'><variable name='Approval' typeRef='string'/>"
	"<informationRequirement><requiredInput href='#age'/></informationRequirement>"
	"<decisionTable hitPolicy='UNIQUE'>"
	"<input><inputExpression typeRef='number'><text>Age</text></inputExpression></input>"
	"<output/>"
	"<rule><inputEntry><text>&lt; 18</text></inputEntry>"
	"<outputEntry><text>\"refused\"</text></outputEntry></rule>"
	"<rule><inputEntry><text>>= 18</text></inputEntry>"
	"<outputEntry><text>\"approved\"</text></outputEntry></rule>"
	"</decisionTable></decision></definitions>";

int main(void)
{
	struct dmn_model *model = dmn_model_new(NULL);
	if (!dmn_model_add(model, "loan.dmn", loan, strlen(loan)) || !dmn_model_compile(model)) {
		printf("%s\n", dmn_model_problem(model, 0)->message);
		return 1;
	}
	struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
	dmn_trace(evaluation, true);
	dmn_set_input(evaluation, "Age", dmn_number(19));
	dmn_value answer = dmn_decide(evaluation, "Approval");
	struct dmn_step step;
	dmn_trace_step(evaluation, 0, &step);
	printf("%s, by rule %u\n", dmn_text(dmn_evaluation_arena(evaluation), answer, NULL),
	       step.rules[0]);

	dmn_evaluation_reset(evaluation);
	dmn_set_input(evaluation, "Age", dmn_string_view("nineteen", 8));
	answer = dmn_decide(evaluation, "Approval");
	printf("null: %s\n", dmn_evaluation_problem(evaluation, 0)->message);
	dmn_evaluation_free(evaluation);
	dmn_model_free(model);
	return answer.kind != DMN_NULL;
}
