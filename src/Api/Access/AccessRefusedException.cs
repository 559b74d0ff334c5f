namespace MediaPipeline.Api.Access;

/// <summary>The server must not start: callers would need a key and there is none.</summary>
public sealed class AccessRefusedException(string why) : Exception(
    $"The server does not start: {why}, and there is no API key. Give one with --api-key, in the environment variable MEDIAPIPELINE_API_KEY or as "
        + $"Access:ApiKey (at least {AccessOptions.MinKeyLength} characters; 'openssl rand -hex 32' makes one), or start the server with "
        + "--urls http://127.0.0.1:5080 and without Access:RequireKey, and make one there: "
        + "POST /api/v1/keys {\"name\":\"…\",\"scope\":\"admin\"}.");
