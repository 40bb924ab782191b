"""What of scikit-learn and SciPy a run uses beside its small models, to be loaded early."""

import scipy.sparse.csgraph
import scipy.stats  # noqa: F401
import sklearn.feature_extraction.text  # noqa: F401
