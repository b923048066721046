package ro.wowcinema.pipeline.jobs.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Choices of which some are likelier than others. */
final class WeightedChoice<T> {
  private final List<T> choices;
  private final double[] cumulativeWeights;

  WeightedChoice(List<T> choices, ToDoubleFunction<T> weight) {
    this.choices = List.copyOf(choices);
    this.cumulativeWeights = new double[choices.size()];
    double sum = 0;
    for (int index = 0; index < cumulativeWeights.length; index++) {
      sum += weight.applyAsDouble(choices.get(index));
      cumulativeWeights[index] = sum;
    }
  }

  List<T> choices() {
    return choices;
  }

  T pick(Chance chance) {
    double point = chance.fraction() * cumulativeWeights[cumulativeWeights.length - 1];
    int found = Arrays.binarySearch(cumulativeWeights, point);
    int index = found < 0 ? -found - 1 : found + 1;
    return choices.get(Math.min(index, choices.size() - 1));
  }
}
