"""Prints metrics as scikit-learn computes them, which the tests compare with.

Run with Debian's python3-sklearn (1.2.1) after a change:
    /usr/bin/python3 nn/src/test/python/sklearn_metrics.py > nn/src/test/resources/metric/sklearn.txt

A line is a name and numbers. "case" starts a case; its data come first, then what is expected.
Scores and logits are multiples of 1/4, so that they are exact in float and some are equal.
"""

import warnings

import numpy as np
from scipy.special import expit, softmax
from sklearn import metrics

warnings.filterwarnings("ignore")
AVERAGES = ("micro", "macro", "weighted")


def line(name, *values):
    print(name, *(repr(float(v)).replace("nan", "NaN") for v in np.ravel(values)))


def quarters(random, *shape, spread=2.0):
    return np.round(random.normal(0, spread, shape) * 4) / 4


def classes(name, actual, predicted, count):
    print("case", "classes", name)
    line("classes", count)
    line("actual", actual)
    line("predicted", predicted)
    labels = range(count)
    line("confusion", metrics.confusion_matrix(actual, predicted, labels=labels))
    line("accuracy", metrics.accuracy_score(actual, predicted))
    line("balanced_accuracy", metrics.balanced_accuracy_score(actual, predicted))
    for score in (metrics.precision_score, metrics.recall_score, metrics.f1_score):
        label = score.__name__.replace("_score", "")
        each = score(actual, predicted, labels=labels, average=None, zero_division=0)
        line(label, each)
        for average in AVERAGES:
            value = score(actual, predicted, average=average, zero_division=0)
            line(label + "_" + average, value)


def scores(name, actual, score):
    print("case", "scores", name)
    line("actual", actual)
    line("scores", score)
    false, true, at = metrics.roc_curve(actual, score, drop_intermediate=False)
    line("false_positive_rate", false)
    line("true_positive_rate", true)
    line("thresholds", at[1:])
    line("roc_area", metrics.roc_auc_score(actual, score))
    precision, recall, _ = metrics.precision_recall_curve(actual, score)
    line("precision", precision[::-1])
    line("recall", recall[::-1])
    line("average_precision", metrics.average_precision_score(actual, score))


def probabilities(name, actual, logits):
    print("case", "probabilities", name)
    columns = logits.shape[1]
    line("columns", columns)
    line("actual", actual)
    line("logits", logits)
    if columns == 1:
        second = expit(logits[:, 0])
        p = np.stack([1 - second, second], axis=1)
    else:
        p = softmax(logits, axis=1)
    line("log_loss", metrics.log_loss(actual, p, labels=range(p.shape[1])))
    if p.shape[1] == 2:
        line("brier", metrics.brier_score_loss(actual, p[:, 1]))
    else:
        line("brier", np.mean(np.sum((p - np.eye(columns)[actual]) ** 2, axis=1)))
        # Of equal logits scikit-learn takes the last class, the tests the first: mirror the classes.
        mirrored, mirror = p[:, ::-1], columns - 1 - actual
        for k in range(1, columns):
            label = "top_%d" % k
            line(label, metrics.top_k_accuracy_score(mirror, mirrored, k=k, labels=range(columns)))


def regression(name, actual, predicted):
    print("case", "regression", name)
    line("actual", actual)
    line("predicted", predicted)
    line("mse", metrics.mean_squared_error(actual, predicted))
    line("rmse", metrics.mean_squared_error(actual, predicted, squared=False))
    line("mae", metrics.mean_absolute_error(actual, predicted))
    line("r2", metrics.r2_score(actual, predicted))
    line("explained_variance", metrics.explained_variance_score(actual, predicted))


def main():
    random = np.random.RandomState(7)
    for count, samples in ((2, 20), (3, 40), (7, 60)):
        actual = random.randint(count, size=samples)
        wrong = random.randint(count, size=samples)
        predicted = np.where(random.rand(samples) < 0.6, actual, wrong)
        classes("%d classes" % count, actual, predicted, count)
    rare = (random.rand(80) < 0.1).astype(int)
    classes("imbalanced", rare, rare ^ (random.rand(80) < 0.1), 2)
    classes("a class is never predicted", [0, 0, 1, 1, 2, 2], [0, 1, 1, 1, 0, 1], 3)
    classes("a class is never right", [0, 0, 1, 1, 0, 1], [0, 2, 1, 2, 0, 0], 3)
    classes("a class does not occur", [0, 0, 3, 3, 1], [0, 1, 3, 0, 1], 4)
    classes("one class is all there is", [1, 1, 1], [1, 1, 1], 2)
    classes("all are wrong", [0, 1, 2, 0], [1, 2, 0, 2], 3)

    for name, samples, share, spread in (
        ("few ties", 30, 0.5, 20.0),
        ("many ties", 60, 0.5, 0.5),
        ("rare positives", 80, 0.06, 1.0),
        ("rare negatives", 80, 0.94, 1.0),
    ):
        actual = (random.rand(samples) < share).astype(int)
        actual[:2] = (0, 1)
        scores(name, actual, quarters(random, samples, spread=spread) + actual * spread)
    scores("perfect", [0, 0, 1, 1], [1.0, 2.0, 3.0, 4.0])
    scores("the wrong way round", [1, 1, 0, 0, 0], [1.0, 2.0, 3.0, 4.0, 4.0])
    scores("one score for all", [1, 0, 1, 0, 0], [0.5] * 5)

    for columns in (1, 2, 3, 6):
        actual = random.randint(max(2, columns), size=30)
        probabilities("%d columns" % columns, actual, quarters(random, 30, columns))
    probabilities("a class is missing", random.randint(2, size=12), quarters(random, 12, 4))
    probabilities("many ties", random.randint(4, size=40), quarters(random, 40, 4, spread=0.25))

    targets = quarters(random, 50, spread=10.0)
    regression("noise", targets, targets + quarters(random, 50))
    regression("an offset", targets, targets + 3 + quarters(random, 50))
    regression("worse than the mean", targets, quarters(random, 50, spread=20.0))
    regression("perfect", targets, targets)
    regression("a large mean", targets + 2.0**30, targets + 2.0**30 + quarters(random, 50))
    same = np.full(6, 2.5)
    regression("constant targets, perfect", same, same)
    regression("constant targets, an offset", same, same + 0.75)
    regression("constant targets, noise", same, same + quarters(random, 6))
    regression("constant outputs", targets, np.full(50, 2.5))
    regression("one sample, perfect", same[:1], same[:1])
    regression("one sample, an error", same[:1], same[:1] + 0.75)


main()
