"""What of SciPy and scikit-learn a result is made with, to be loaded before it is waited for."""

import scipy.sparse.csgraph
import scipy.stats  # noqa: F401
import sklearn.feature_extraction.text
import sklearn.linear_model  # noqa: F401

import app.probe.result  # noqa: F401
