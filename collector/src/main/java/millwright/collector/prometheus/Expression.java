package millwright.collector.prometheus;

/** Arithmetic over the sums of what selectors choose; a division by zero gives no finite number. */
sealed interface Expression {
    /**
     * @param sums of the series that each selector chooses, by its number
     */
    double of(double[] sums);

    record Constant(double value) implements Expression {
        @Override
        public double of(double[] sums) {
            return value;
        }
    }

    /**
     * @param selector its number, from 0
     */
    record Sum(int selector) implements Expression {
        @Override
        public double of(double[] sums) {
            return sums[selector];
        }
    }

    record Binary(char operator, Expression left, Expression right) implements Expression {
        public Binary {
            if ("+-*/".indexOf(operator) < 0) {
                throw new IllegalArgumentException("no operator: " + operator);
            }
        }

        @Override
        public double of(double[] sums) {
            double a = left.of(sums);
            double b = right.of(sums);
            return switch (operator) {
                case '+' -> a + b;
                case '-' -> a - b;
                case '*' -> a * b;
                default -> a / b;
            };
        }
    }
}
