package ro.wowcinema.platform.simulator.world;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Random choices with weights. */
public final class WeightedChoice<T> {
  private final List<T> choices;
  private final double[] cumulativeWeights;

  public WeightedChoice(List<T> choices, ToDoubleFunction<T> weight) {
    this.choices = List.copyOf(choices);
    this.cumulativeWeights = new double[choices.size()];
    double sum = 0;
    for (int index = 0; index < cumulativeWeights.length; index++) {
      sum += weight.applyAsDouble(choices.get(index));
      cumulativeWeights[index] = sum;
    }
  }

  public List<T> choices() {
    return choices;
  }

  public T pick(RandomStream chance) {
    double point = chance.fraction() * cumulativeWeights[cumulativeWeights.length - 1];
    int found = Arrays.binarySearch(cumulativeWeights, point);
    int index = found < 0 ? -found - 1 : found + 1;
    return choices.get(Math.min(index, choices.size() - 1));
  }
}
