// SPDX-License-Identifier: Apache-2.0
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kie.api.io.Resource;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

/** Drools as evaluate.c measures: MODEL INPUTS DECISIONS named|load|print ROUNDS SECONDS. */
public class Bench {
	static Object withDates(Object value) {
		if (value instanceof String text && text.matches("\\d{4}-\\d\\d-\\d\\d"))
			return LocalDate.parse(text);
		if (value instanceof List<?> list)
			return list.stream().map(Bench::withDates).toList();
		if (value instanceof Map<?, ?> map) {
			Map<String, Object> made = new LinkedHashMap<>();
			map.forEach((k, v) -> made.put((String) k, withDates(v)));
			return made;
		}
		return value;
	}

	static DMNRuntime load(String path) throws Exception {
		Resource resource = ResourceFactory.newReaderResource(new StringReader(Files.readString(Path.of(path))));
		resource.setSourcePath("model.dmn");
		return DMNRuntimeBuilder.fromDefaults().buildConfiguration()
				.fromResources(List.of(resource)).getOrElseThrow(RuntimeException::new);
	}

	static DMNResult decide(DMNRuntime runtime, DMNModel model, Map<String, Object> row, String[] decisions) {
		DMNContext context = runtime.newContext();
		row.forEach(context::set);
		return runtime.evaluateByName(model, context, decisions);
	}

	public static void main(String[] args) throws Exception {
		ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
		json.findAndRegisterModules();
		List<Map<String, Object>> rows = new ArrayList<>();
		for (String line : Files.readAllLines(Path.of(args[1])))
			rows.add((Map<String, Object>) withDates(json.readValue(line, Map.class)));
		String[] decisions = args[2].split(",");
		DMNRuntime runtime = load(args[0]);
		DMNModel model = runtime.getModels().get(0);
		if (args[3].equals("print")) {
			for (Map<String, Object> row : rows) {
				DMNResult result = decide(runtime, model, row, decisions);
				Map<String, Object> answers = new LinkedHashMap<>();
				for (String name : decisions)
					answers.put(name, result.getDecisionResultByName(name).getResult());
				System.out.println(json.writeValueAsString(answers));
			}
			return;
		}
		int rounds = args.length > 4 ? Integer.parseInt(args[4]) : 5;
		double seconds = args.length > 5 ? Double.parseDouble(args[5]) : 1;
		double[] found = new double[rounds];
		long next = 0;
		// The first rounds are for the compiler of the JVM.
		for (int round = -4; round < rounds; round++) {
			long start = System.nanoTime(), count = 0, took;
			do {
				if (args[3].equals("load"))
					load(args[0]);
				else
					decide(runtime, model, rows.get((int) (next++ % rows.size())), decisions);
				count++;
				took = System.nanoTime() - start;
			} while (took < seconds * 1e9);
			if (round >= 0)
				found[round] = (double) took / count;
		}
		Arrays.sort(found);
		System.out.printf("{\"mode\": \"%s\", \"median\": %.1f, \"least\": %.1f, \"most\": %.1f}%n", args[3],
				found[rounds / 2], found[0], found[rounds - 1]);
	}
}
