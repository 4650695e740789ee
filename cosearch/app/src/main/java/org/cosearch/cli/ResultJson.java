package org.cosearch.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cosearch.report.Convergence;
import org.cosearch.session.Session;

/** The result of a run as one JSON object on a line. */
final class ResultJson {

    private static final JsonMapper JSON = new JsonMapper();

    private ResultJson() {}

    static String of(Session.Ended ended) {
        ObjectNode node = JSON.createObjectNode()
                .put("name", ended.report().name())
                .put("status", ended.report().status().label())
                .put("folder", ended.folder().toString())
                .put("report", ended.files().page().toString())
                .put("front", ended.files().frontJson().toString())
                .put("evaluations", ended.report().trials().size())
                .put("front_size", ended.report().front().size())
                .put("networks_trained", ended.report().effort().networksTrained())
                .put("wall_seconds", ended.report().provenance().wallSeconds());
        ArrayNode volumes = node.putArray("hypervolume");
        Convergence convergence = ended.report().convergence();
        add(volumes, convergence.run());
        convergence.baselines().forEach(method -> add(volumes, method));
        return node + System.lineSeparator();
    }

    private static void add(ArrayNode volumes, Convergence.Method method) {
        if (!method.replicates().isEmpty()) {
            ArrayNode finals = volumes.addObject().put("search", method.name()).putArray("finals");
            method.finals().forEach(finals::add);
        }
    }
}
