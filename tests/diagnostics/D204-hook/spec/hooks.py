def chat(call):
    return call.cred.api_kye, call.cred.api_key
