"""All of scikit-learn and SciPy that a measurement uses, to be loaded before it is needed."""

import scipy.sparse.csgraph
import scipy.stats  # noqa: F401
import sklearn.feature_extraction.text
import sklearn.linear_model  # noqa: F401
