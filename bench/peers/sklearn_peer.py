"""scikit-learn: sklearn_peer.py FOLDER THREADS (the threads are the environment's)"""

import sys
import warnings

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier, MLPRegressor

from peer import Work, serve

warnings.filterwarnings("ignore")
work = Work(sys.argv[1])
squared = work.loss == "mse"
# It divides the squared error by two, and its derivative by the rows only, not by the elements.
rate = work.rate * (2 / work.layers[-1] if squared else 1)
settings = dict(
    hidden_layer_sizes=work.layers[1:-1],
    activation="relu",
    solver=work.optimizer,
    alpha=0.0,
    batch_size=work.batch,
    learning_rate_init=rate,
    shuffle=False,
    momentum=0.0,
    nesterovs_momentum=False,
)


class Given:
    """Starts with the weights given."""

    def _init_coef(self, fan_in, fan_out, dtype):
        at = len(self.given)
        self.given.append(at)
        return work.weights[at].copy(), work.biases[at].copy()


class Regressor(Given, MLPRegressor):
    pass


class Classifier(Given, MLPClassifier):
    pass


y = work.y if squared else work.y[:, 0].astype(int)
if squared and work.layers[-1] == 1:
    y = y[:, 0]
model = Regressor(**settings) if squared else Classifier(**settings)
model.given = []
classes = {} if squared else dict(classes=np.arange(max(2, work.layers[-1])))
trained = False


def epoch():
    global trained
    trained = True
    model.partial_fit(work.x, y, **classes)
    return model.loss_ * (2 if squared else 1)


def predict(row):
    global trained
    if not trained:  # it has no weights before, so it takes a step too small to be seen
        model.learning_rate_init = 1e-30
        epoch()
    return model.predict(row.reshape(1, -1))


serve(work, sklearn.__version__, epoch, predict)
