"""Hooks of Acme."""

import json

import httpx
import numpy as np
from PIL import Image


def count_tokens(call):
    return len(json.dumps(str(np.zeros(3)))) + len(str(httpx.URL(""))) + Image.MAX_IMAGE_PIXELS
