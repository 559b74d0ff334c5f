using Microsoft.AspNetCore.Builder;

namespace MediaPipeline.Api.Access;

/// <summary>For endpoints that come from elsewhere.</summary>
public static class AccessConventions
{
    /// <summary>Asks for a key that may do everything, wherever keys are needed.</summary>
    public static TBuilder RequireAdmin<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(AccessRule.Admin);
}
