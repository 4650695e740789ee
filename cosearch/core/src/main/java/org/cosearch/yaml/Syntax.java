package org.cosearch.yaml;

/** The parser's complaints about syntax in the words of this package. */
final class Syntax {

    private Syntax() {}

    static YamlException refusal(Location place, String problem) {
        String told = problem.replaceAll("\\s+", " ").replaceAll("[.;]? ?\\(Do not use .*", "");
        StringBuilder sentence = new StringBuilder();
        told.codePoints().limit(200).filter(Characters::allowedInText).forEach(sentence::appendCodePoint);
        if (!told.endsWith(".")) {
            sentence.append('.');
        }
        return new YamlException(place, "not YAML: " + sentence, advice(told));
    }

    private static String advice(String problem) {
        if (problem.contains("TAB")) {
            return "Maybe indent with spaces.";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "Maybe put the text in quotes, or check the indentation.";
        }
        if (problem.contains("could not find expected ':'")) {
            return "Maybe a colon is missing after the key.";
        }
        if (problem.contains("<block end>")) {
            return "Maybe the indentation is off: the entries of a block begin in the same column.";
        }
        if (problem.contains("',' or '")) {
            return "Maybe a comma or the closing bracket is missing.";
        }
        if (problem.contains("end of stream") || problem.contains("document separator")) {
            return "Maybe the closing quote or bracket is missing.";
        }
        if (problem.contains("cannot start any token")) {
            return "Maybe put the text in quotes.";
        }
        return "";
    }
}
