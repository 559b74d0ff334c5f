using System.Net;

namespace MediaPipeline.Connectors.Http;

/// <summary>Where an answer sends to.</summary>
internal static class Redirect
{
    /// <summary>Null: it is no redirect, or names no address.</summary>
    public static Uri? Find(Uri from, HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is { } location && Uri.TryCreate(from, location, out var to) ? to : null;
}
